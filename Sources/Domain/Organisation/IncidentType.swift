public import Escalation
public import Incident
public import JSON

/// What a kind of incident asks for.
public struct IncidentType: Sendable, Hashable, JSONDecodable {
    /// The word that reports and routes use: 1 to 100 characters, unique among types.
    public var name: String
    /// What it is for, in the organisation's words: at most 2,000 characters.
    public var description: String
    /// Whether incidents have it when nobody says another.
    public var isDefault: Bool
    /// Who may see its incidents. A word that only a newer release knows is taken for `restricted`.
    public var visibility: Visibility
    /// The name of a rota or schedule, or a mail address.
    public var commander: String
    /// Rotas, schedules and mail addresses of those who are brought in from the start.
    public var participants: [String]
    /// The places that are made. Those that only a newer release can make are left to it.
    public var resources: [ResourceKind]
    /// From where on its incidents page, the first that fits; none pages nobody.
    public var paging: [PagingRule]
    /// The playbooks that start when such an incident is opened: 1 to 80 characters each.
    public var playbooks: [String]
    /// What is to be found out in each of its incidents.
    public var questions: [IncidentQuestion] = []
    /// The page that answers newcomers' questions.
    public var faqURL: String?
    /// The investigation document (Mustache over `incident`); `nil` for the one that comes with Muster.
    public var documentTemplate: String?
    /// The investigation sheet as CSV (Mustache over `incident`); `nil` for the one that comes with Muster.
    public var sheetTemplate: String?

    /// A type as the program has it; nothing is checked.
    public init(
        name: String, description: String = "", isDefault: Bool = false, visibility: Visibility = .open,
        commander: String,
        participants: [String] = [], resources: [ResourceKind] = ResourceKind.allCases, paging: [PagingRule] = [],
        playbooks: [String] = [], faqURL: String? = nil, documentTemplate: String? = nil,
        sheetTemplate: String? = nil
    ) {
        self.name = name
        self.description = description
        self.isDefault = isDefault
        self.visibility = visibility
        self.commander = commander
        self.participants = participants
        self.resources = resources
        self.paging = paging
        self.playbooks = playbooks
        self.faqURL = faqURL
        self.documentTemplate = documentTemplate
        self.sheetTemplate = sheetTemplate
    }

    /// Configuration: `name`, `description`, `default`, `visibility` (default `open`), `commander`, `participants` (at
    /// most 100), `resources` (default all), `paging` (at most 20 rules; default nobody), `playbooks` (at most 20),
    /// `questions` (at most 50; default none), `faq_url`, `document_template` and `sheet_template`.
    /// - Throws: `JSONDecodingError` for a key that is missing, wrong or unknown.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: [
            "name", "description", "default", "visibility", "commander", "participants", "resources", "paging",
            "playbooks", "questions", "faq_url", "document_template", "sheet_template",
        ])
        self.init(
            name: try reader.string("name", length: 1...100),
            description: try reader.optionalString("description", length: 0...2000) ?? "",
            isDefault: try reader.optionalBool("default") ?? false,
            visibility: try reader.optionalEnumeration("visibility", of: Visibility.self, unknown: .restricted)
                ?? .open,
            commander: try reader.string("commander", length: 1...254),
            participants: try reader.optionalStrings("participants", max: 100, length: 1...254),
            resources: try reader.optional("resources") == nil
                ? ResourceKind.allCases
                : try reader.entries("resources", max: 20) { try $0.enumeration(of: ResourceKind.self) },
            paging: try reader.entries("paging", max: 20, PagingRule.init(configuration:)),
            playbooks: try reader.optionalStrings("playbooks", max: 20, length: 1...80),
            faqURL: try reader.optionalString("faq_url", length: 1...2000),
            documentTemplate: try reader.optionalString("document_template", length: 1...100_000),
            sheetTemplate: try reader.optionalString("sheet_template", length: 1...100_000))
        questions = try reader.entries("questions", max: 50, IncidentQuestion.init)
    }
}
