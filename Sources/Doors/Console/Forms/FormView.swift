/// A form on a page.
struct FormView: Sendable {
    /// What a form carries that nobody fills in.
    struct Hidden: Sendable {
        let hiddenName: String
        let hiddenValue: String
    }

    let formID: String
    var formTitle: String = ""
    var formMethod: String = "post"
    let formAction: String
    /// That of the session; `nil` for a form that only asks.
    let formToken: String?
    var formLabel: String?
    var formFault: String?
    var hidden: [Hidden] = []
    var fields: [FieldView] = []
    var hasMore: Bool = false
    var moreTitle: String = ""
    var moreIsOpen: Bool = false
    var more: [FieldView] = []
    var isOpen: Bool = false
    var isQuiet: Bool = false
    let button: String
    /// What the button is about, for who hears it alone.
    var buttonAbout: String?

    init(_ id: String, to action: String, token: String?, button: String) {
        formID = id
        formAction = action
        formToken = token
        self.button = button
    }
}
