import Capabilities
import JSON

/// The two kinds of Jira, which differ in how they write text, name people and search.
enum JiraDeployment: String, Sendable, CaseIterable {
    /// Atlassian's own: REST v3, text in the Atlassian Document Format, people by account id.
    case cloud
    /// An organisation's own: REST v2, text in wiki markup, people by user name.
    case dataCenter = "data_center"

    /// Where its interface begins below the base address.
    var root: String {
        switch self {
        case .cloud: "/rest/api/3"
        case .dataCenter: "/rest/api/2"
        }
    }

    /// Plain text as a field or a comment holds it; `null` for none.
    func text(_ text: String) -> JSON {
        if !text.contains(where: { !$0.isWhitespace }) { return .null }
        switch self {
        case .cloud: return DocumentFormat.document(text)
        case .dataCenter: return .string(WikiMarkup.text(text))
        }
    }

    /// What a person is named by.
    var personKey: String {
        switch self {
        case .cloud: "accountId"
        case .dataCenter: "name"
        }
    }
}
