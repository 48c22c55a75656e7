public import JSON

extension OrganisationConfiguration: JSONDecodable {
    /// The sections in the order of the file: what it may say, and nothing else.
    static let sections: [ConfigurationSection] = [
        .people, .rotas, .schedules, .hours, .services, .policies, .contacts, .drillContacts, .severities, .priorities,
        .incidentTypes, .tagTypes, .engagements,
        .announcements,
        .providers,
        .capabilities, .sources, .mailReports, .routes, .playbookSchedules, .maintenance, .heartbeats, .costs,
        .nightly, .native,
    ]

    /// Reads a document. A strict reader also has references checked; for a lenient one, see ``ConfigurationSection``.
    public init(_ reader: JSONReader) throws {
        self.init()
        try reader.object(allowing: Self.sections.map(\.key))
        for section in Self.sections { try section.read(reader, &self) }
        guard reader.leniency == nil else { return }
        for section in Self.sections { try section.check(self, ConfigurationPlace(path: reader.path)) }
    }
}
