import FoundationEssentials
import Incident
import JSON
import Organisation
import PlaybookDesk
import PlaybookStore
import SampleOrganisation
import Testing

@testable import AlertDesk

/// Routes that start playbooks.
@Suite struct PlaybookRouteTests {
    private func organisation(_ playbook: JSON = "triage") throws -> OrganisationConfiguration {
        var organisation = try Samples.organisation()
        let routes: [JSON] = [
            [
                "name": "login", "match": ["labels": ["alertname": "login"]], "action": "playbook",
                "playbook": playbook, "incident": ["severity": .string(organisation.severities[0].name)],
            ]
        ]
        organisation.routes = try routes.map { try Route(JSONReader($0)) } + organisation.routes
        return organisation
    }

    private func alert(_ key: String = "a", _ severity: AlertSeverity = .warning) -> NormalisedAlert {
        var alert = Samples.alert(key)
        alert.labels = ["alertname": "login", "user": "Ana"]
        alert.severity = severity
        return alert
    }

    private func version(schema: JSON? = nil) -> PlaybookVersion {
        var version = PlaybookVersion(
            playbook: "triage", number: 1, digest: [], machine: "{}", source: "{}", appliedAt: Samples.monday,
            appliedBy: "test")
        version.inputSchema = schema?.text()
        return version
    }

    private func plan(
        _ alerts: [NormalisedAlert], _ organisation: OrganisationConfiguration, playbooks: [PlaybookVersion]
    ) -> AlertPlan {
        var state = AlertState()
        state.playbooks = Dictionary(uniqueKeysWithValues: playbooks.map { ($0.playbook, $0) })
        state.loads = ["login": RouteLoad(now: Samples.monday)]
        let submission = Samples.submission()
        var parsed = submission.alerts
        parsed.alerts = alerts
        return AlertPlan(
            [RoutedSubmission(AlertSubmission(source: "prometheus", alerts: parsed), in: organisation)], state: state,
            candidates: [:], organisation: organisation, at: Samples.monday)
    }

    @Test func anAlertStartsItsPlaybookOnceAndOpensNoIncident() throws {
        let plan = plan([alert(), alert(), alert("a", .critical)], try organisation(), playbooks: [version()])
        #expect(plan.openings.isEmpty)
        let new = try #require(plan.newAlerts.first)
        #expect(plan.newAlerts.count == 1 && new.outcome == .playbook && new.count == 3)
        #expect(new.start?.playbook == "triage")
        #expect(new.reason.hasPrefix("route login starts the playbook triage, execution alert-"))
    }

    @Test func anAlertWhosePlaybookCannotStartOpensAnIncident() throws {
        let missing = plan([alert()], try organisation(), playbooks: [])
        #expect(missing.openings.count == 1 && missing.newAlerts[0].outcome == .incident)
        #expect(missing.newAlerts[0].reason.contains("cannot start: there is no playbook triage"))
        let narrow = version(schema: ["required": ["host"]])
        let refused = plan([alert()], try organisation(), playbooks: [narrow])
        #expect(refused.openings.count == 1)
        #expect(refused.newAlerts[0].reason.contains("does not take this input: /input/host is missing"))
        let keyed = try organisation(["name": "triage", "deduplicate_by": ["host"]])
        let unkeyed = plan([alert()], keyed, playbooks: [version()])
        #expect(unkeyed.newAlerts[0].reason.contains("it has no host to tell investigations apart by"))
    }

    @Test(
        arguments: [
            ["name": "r", "action": "playbook"], ["name": "r", "action": "incident", "playbook": "x"],
            ["name": "r", "action": "playbook", "playbook": "no name"],
            ["name": "r", "action": "playbook", "playbook": ["name": "x", "input": "xml"]],
        ] as [JSON]) func isRefused(_ route: JSON)
    {
        #expect(throws: (any Error).self) { try Route(JSONReader(route)) }
    }
}
