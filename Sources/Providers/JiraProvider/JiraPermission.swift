/// What an account has to be allowed, and what does not work without it.
enum JiraPermission: String, Sendable, CaseIterable {
    case browse = "BROWSE_PROJECTS"
    case create = "CREATE_ISSUES"
    case edit = "EDIT_ISSUES"
    case transition = "TRANSITION_ISSUES"
    case assign = "ASSIGN_ISSUES"
    case link = "LINK_ISSUES"
    case resolve = "RESOLVE_ISSUES"

    /// As Jira's administration calls it.
    var name: String {
        switch self {
        case .browse: "Browse projects"
        case .create: "Create issues"
        case .edit: "Edit issues"
        case .transition: "Transition issues"
        case .assign: "Assign issues"
        case .link: "Link issues"
        case .resolve: "Resolve issues"
        }
    }

    var consequence: String {
        switch self {
        case .browse: "no ticket is found again"
        case .create: "no ticket is made"
        case .edit: "tickets say what they said at first"
        case .transition: "tickets keep their status"
        case .assign: "tickets are not given to the commander"
        case .link: "tickets do not link to the places of the response"
        case .resolve: "tickets are closed without a resolution"
        }
    }
}
