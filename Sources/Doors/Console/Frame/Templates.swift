import Mustache

/// The templates of all pages, which are part of the program. A page's model has a stored property for each name in its
/// template: Mustache sees no others.
struct Templates: Sendable {
    /// The templates by name, as they are written.
    static let texts: [String: [UInt8]] = [
        "layout": PackageResources.layout_mustache, "time": PackageResources.time_mustache,
        "problem": PackageResources.problem_mustache, "field": PackageResources.field_mustache,
        "form": PackageResources.form_mustache, "act": PackageResources.act_mustache,
        "report": PackageResources.report_mustache, "reported": PackageResources.reported_mustache,
        "resources": PackageResources.resources_mustache, "incidents": PackageResources.incidents_mustache,
        "incident": PackageResources.incident_mustache, "timeline": PackageResources.timeline_mustache,
        "tabs": PackageResources.tabs_mustache, "conversation": PackageResources.conversation_mustache,
        "mine": PackageResources.mine_mustache, "dead-letters": PackageResources.dead_letters_mustache,
        "letters": PackageResources.letters_mustache, "letter": PackageResources.letter_mustache,
        "letter-act": PackageResources.letter_act_mustache, "letter-edit": PackageResources.letter_edit_mustache,
        "replay": PackageResources.replay_mustache,
        "sign-in": PackageResources.sign_in_mustache, "sessions": PackageResources.sessions_mustache,
    ]

    private let library: MustacheLibrary

    /// - Throws: what Mustache says of a template that it cannot read.
    init() throws {
        MustacheContentTypes.register(HTMLText(), named: HTMLText.name)
        var library = MustacheLibrary()
        for (name, bytes) in Self.texts {
            // A partial begins with Mustache's own way of escaping, whatever the template has that it is part of.
            let text = String(decoding: bytes, as: UTF8.self)
            try library.register("{{% CONTENT_TYPE: \(HTMLText.name)}}\(text)", named: name)
        }
        self.library = library
    }

    /// A page, or a part of one.
    /// - Parameter model: what the template names.
    func render(_ model: some Sendable, by name: String) -> String {
        library.render(model, withTemplate: name) ?? ""
    }
}
