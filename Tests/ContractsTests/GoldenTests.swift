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
        "muster.alert.route.v1": """
        {"alert":"01933f5e-7d1a-7c3b-9f00-0123456789ab"}
        """,
        "muster.cost.refresh.v1": """
        {"incident":"01933f5e-7d1a-7c3b-9f00-0123456789ab"}
        """,
        "muster.cost.updated.v1": """
        {\(incident),"total":{"amount_minor":123456,"currency":"EUR"},"before":{"amount_minor":-1,"currency":"KWD"}}
        """,
        "muster.incident.settle.v1": """
        {"incident":"01933f5e-7d1a-7c3b-9f00-0123456789ab"}
        """,
        "muster.escalation.advance.v1": """
        {"escalation":"01933f5e-7d1a-7c3b-9f00-0123456789ab"}
        """,
        "muster.alerts.joined.v1": """
        {\(incident),"alerts":2,"severity":"critical","title":"Disk full","route":"payments","rule":"each",\
        "grace_seconds":600}
        """,
        "muster.alerts.recover.v1": """
        {"silence":"01933f5e-7d1a-7c3b-9f00-0123456789ab","maintenance":null,"ended_at":"2026-01-02T03:04:05.000Z",\
        "after":null}
        """,
        "muster.heartbeat.miss.v1": """
        {"heartbeat":"backup"}
        """,
        "muster.incident.assembled.v1": "{\(incident)}",
        "muster.incident.opened.v1": """
        {\(incident),"title":"Checkout fails","type":"availability","severity":"SEV2","priority":"medium",\
        "visibility":"open","source":"report","drill":false}
        """,
        "muster.incident.updated.v1": """
        {\(incident),"status":"stable","changes":["status"],"actor":"primary-oncall@example.org",\
        "handover":null,"left":["ana@example.org"],"told":["01933f5e-7d1a-7c3b-9f00-0123456789ad"]}
        """,
        "muster.member.add.v1": """
        {\(incident),"resource":"conversation","email":"primary-oncall@example.org"}
        """,
        "muster.message.posted.v1": """
        {\(incident),"provider":"native","conversation":"01933f5e-7d1a-7c3b-9f00-0123456789ab",\
        "message":"01933f5e-7d1a-7c3b-9f00-0123456789ac"}
        """,
        "muster.notice.send.v1": """
        {"notice":"01933f5e-7d1a-7c3b-9f00-0123456789ab"}
        """,
        "muster.oncall.changed.v1": """
        {"schedule":"payments","at":"2026-01-12T08:00:00.000Z","on_call":["ben@example.org"],"before":[]}
        """,
        "muster.page.send.v1": """
        {"attempt":"01933f5e-7d1a-7c3b-9f00-0123456789ab"}
        """,
        "muster.page.updated.v1": """
        {\(incident),"change":"acknowledged","actor":"primary-oncall@example.org"}
        """,
        "muster.participant.added.v1": """
        {\(incident),"email":"primary-oncall@example.org","roles":["incident_commander","reporter"],\
        "told":["01933f5e-7d1a-7c3b-9f00-0123456789ad"]}
        """,
        "muster.participant.expire.v1": """
        {"incident":"01933f5e-7d1a-7c3b-9f00-0123456789ab","email":"vendor@example.net"}
        """,
        "muster.participants.welcome.v1": "{\(incident)}",
        "muster.report.remind.v1": """
        {"incident":"01933f5e-7d1a-7c3b-9f00-0123456789ab"}
        """,
        "muster.resource.create.v1": "{\(incident),\"resource\":\"sheet\"}",
        "muster.resource.created.v1": """
        {\(incident),"resource":"ticket","provider":"native","external_id":"7","url":null}
        """,
        "muster.resource.failed.v1": """
        {\(incident),"resource":"group","provider":"native","error":"503"}
        """,
        "muster.resources.link.v1": "{\(incident)}",
        "muster.execution.advance.v1": """
        {"execution":"01933f5e-7d1a-7c3b-9f00-0123456789ab"}
        """,
        "muster.execution.wake.v1": """
        {"execution":"01933f5e-7d1a-7c3b-9f00-0123456789ab","timer":7}
        """,
        "muster.step.perform.v1": """
        {"execution":"01933f5e-7d1a-7c3b-9f00-0123456789ab","task":7}
        """,
        "muster.step.requested.v1": """
        {"execution":"01933f5e-7d1a-7c3b-9f00-0123456789ab","playbook":"phishing","state":"Look up",\
        "integration":"lookup","token":"0123456789abcdef0123456789abcdef","input":{"hash":1.50},\
        "timeout_seconds":60,"heartbeat_seconds":null,"retry_count":0}
        """,
        "muster.task.created.v1": """
        {\(incident),"task":"01933f5e-7d1a-7c3b-9f00-0123456789ab","step":1,"actor":"primary-oncall@example.org"}
        """,
        "muster.task.remind.v1": """
        {"task":"01933f5e-7d1a-7c3b-9f00-0123456789ab"}
        """,
        "muster.task.tell.v1": """
        {"notice":"01933f5e-7d1a-7c3b-9f00-0123456789ab"}
        """,
        "muster.task.updated.v1": """
        {\(incident),"task":"01933f5e-7d1a-7c3b-9f00-0123456789ab","step":2,"change":"resolved",\
        "actor":"primary-oncall@example.org"}
        """,
        "muster.trial.requested.v1": """
        {"trial":"01933f5e-7d1a-7c3b-9f00-0123456789ab"}
        """,
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
            "handover":{"from":"first@example.org","to":"second@example.org","joins":false,"note":"my shift ends"},\
            "left":[],"told":[]}
            """)
        let message = try IncidentUpdated(JSONReader(json))
        #expect(
            message.handover
                == Handover(from: "first@example.org", to: "second@example.org", joins: false, note: "my shift ends"))
        #expect(message.json == json)
    }

    /// Of releases that said nothing of the command, of who left, and of what is told in the conversation.
    @Test func anOlderUpdateIsRead() throws {
        let text = "{\(Self.incident),\"status\":\"stable\",\"changes\":[\"status\"],\"actor\":\"test\"}"
        let message = try IncidentUpdated(JSONReader(JSON.parse(text)))
        #expect(message.handover == nil && message.left.isEmpty && message.told.isEmpty)
        let joined = "{\(Self.incident),\"email\":\"ana@example.org\",\"roles\":[\"scribe\"]}"
        #expect(try ParticipantAdded(JSONReader(JSON.parse(joined))).told.isEmpty)
        let handover: JSON = ["from": .null, "to": "ana@example.org", "joins": true]
        #expect(try Handover(JSONReader(handover)).note == nil)
    }

    @Test func typesAreNamedOnce() {
        #expect(Set(MessageCatalogue.all.map { $0.type }).count == MessageCatalogue.all.count)
    }
}
