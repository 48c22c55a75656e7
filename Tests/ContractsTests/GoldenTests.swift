import Contracts
import JSON
import Testing

/// Messages as they were published once must be readable for ever.
@Suite struct GoldenTests {
    private static let incident = """
        "incident":{"id":"01933f5e-7d1a-7c3b-9f00-0123456789ab","name":"INC-17","version":3}
        """

    private static let golden: [String: String] = [
        "muster.alert.opened.v1": """
        {"alert":"01933f5e-7d1a-7c3b-9f00-0123456789ab","source":"edge","dedup_key":"disk/web-1","severity":"critical",\
        "title":"Disk full","outcome":"no_route","incident":null}
        """,
        "muster.alert.resolved.v1": """
        {"alert":"01933f5e-7d1a-7c3b-9f00-0123456789ab","source":"edge","dedup_key":"disk/web-1","severity":"info",\
        "title":"Disk full","outcome":"attached","incident":"INC-17"}
        """,
        "muster.escalation.advance.v1": """
        {"escalation":"01933f5e-7d1a-7c3b-9f00-0123456789ab"}
        """,
        "muster.incident.assembled.v1": "{\(incident)}",
        "muster.incident.opened.v1": """
        {\(incident),"title":"Checkout fails","type":"availability","severity":"SEV2","priority":"medium",\
        "visibility":"open","source":"report","drill":false}
        """,
        "muster.incident.updated.v1": """
        {\(incident),"status":"stable","changes":["status"],"actor":"primary-oncall@example.org",\
        "handover":null}
        """,
        "muster.member.add.v1": """
        {\(incident),"resource":"conversation","email":"primary-oncall@example.org"}
        """,
        "muster.notice.send.v1": """
        {"notice":"01933f5e-7d1a-7c3b-9f00-0123456789ab"}
        """,
        "muster.page.send.v1": """
        {"attempt":"01933f5e-7d1a-7c3b-9f00-0123456789ab"}
        """,
        "muster.page.updated.v1": """
        {\(incident),"change":"acknowledged","actor":"primary-oncall@example.org"}
        """,
        "muster.participant.added.v1": """
        {\(incident),"email":"primary-oncall@example.org","roles":["incident_commander","reporter"]}
        """,
        "muster.participants.welcome.v1": "{\(incident)}",
        "muster.resource.create.v1": "{\(incident),\"resource\":\"sheet\"}",
        "muster.resource.created.v1": """
        {\(incident),"resource":"ticket","provider":"native","external_id":"7","url":null}
        """,
        "muster.resource.failed.v1": """
        {\(incident),"resource":"group","provider":"native","error":"503"}
        """,
        "muster.resources.link.v1": "{\(incident)}",
    ]

    @Test func everyMessageHasOne() {
        #expect(Set(MessageCatalogue.all.map { $0.type }) == Set(Self.golden.keys))
    }

    @Test(arguments: MessageCatalogue.all.map { $0.type }) func isReadAndWrittenAsItWas(_ type: String) throws {
        let text = try #require(Self.golden[type])
        let message = try #require(MessageCatalogue.all.first { $0.type == type })
        let json = try JSON.parse(text)
        #expect(try message.init(JSONReader(json)).json == json)
    }

    @Test func aHandoverIsReadAndWrittenAsItWas() throws {
        let json = try JSON.parse(
            """
            {\(Self.incident),"status":"closed","changes":["commander"],"actor":"primary-oncall@example.org",\
            "handover":{"from":"first@example.org","to":"second@example.org","joins":false}}
            """)
        let message = try IncidentUpdated(JSONReader(json))
        #expect(message.handover == Handover(from: "first@example.org", to: "second@example.org", joins: false))
        #expect(message.json == json)
    }

    /// Of releases that said nothing of the command.
    @Test func anOlderUpdateIsRead() throws {
        let text = "{\(Self.incident),\"status\":\"stable\",\"changes\":[\"status\"],\"actor\":\"test\"}"
        #expect(try IncidentUpdated(JSONReader(JSON.parse(text))).handover == nil)
    }

    @Test func typesAreNamedOnce() {
        #expect(Set(MessageCatalogue.all.map { $0.type }).count == MessageCatalogue.all.count)
    }
}
