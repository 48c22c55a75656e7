public import AlertDesk
import FoundationEssentials
public import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentStore
import JSON

/// The addresses of PagerDuty's Events API, answered as PagerDuty does: its senders need another address and a routing
/// key, and nothing else.
public enum PagerDutyDoor {
    /// Bytes of an event at most, as there.
    static let limit = 512 << 10

    /// The door.
    /// - Parameters:
    ///   - reception: takes alerts.
    ///   - changes: keeps change events.
    public static func make(reception: AlertReception, changes: ChangeEvents) -> Door {
        let trouble = Trouble()
        let events = PagerDutyRoutes(reception: reception, changes: changes, trouble: trouble)
        return Door(
            events.endpoints.map { endpoint in
                endpoint.telling { PagerDutyAnswer.problem($0, isLong: trouble.isLong($0)) }
            })
    }
}

struct PagerDutyRoutes: Sendable {
    var reception: AlertReception
    var changes: ChangeEvents
    let trouble: Trouble

    var endpoints: [Endpoint] {
        [
            Endpoint(
                .post, "/v2/enqueue", "enqueueEvent", routingKeyFor: .alertsWrite, limit: PagerDutyDoor.limit,
                key: Self.key("routing_key")
            ) { call, event in
                let key = try await store(event, of: call)
                return .json(PagerDutyAnswer.success("Event processed", ("dedup_key", key)), status: .accepted)
            },
            Endpoint(
                .post, "/generic/2010-04-15/create_event.json", "createEvent", routingKeyFor: .alertsWrite,
                limit: PagerDutyDoor.limit, key: Self.key("service_key")
            ) { call, event in
                let key = try await store(event, of: call)
                return .json(PagerDutyAnswer.success("Event processed", ("incident_key", key)))
            },
            Endpoint(
                .post, "/v2/change/enqueue", "enqueueChangeEvent", routingKeyFor: .alertsWrite,
                limit: PagerDutyDoor.limit, key: Self.key("routing_key")
            ) { call, event in
                try await changes.record(PagerDutyChange(event), from: call.principal.name)
                trouble.end()
                return .json(PagerDutyAnswer.success("Change event processed"), status: .accepted)
            },
        ]
    }

    /// Stores the event, and returns its key as its sender is to say it again. The key of the caller is not kept with it.
    private func store(_ event: JSON, of call: Call) async throws -> String {
        let source = call.principal.name
        let said = PagerDutyEvents.withoutKey(event)
        let alerts = try await reception.read(said.bytes(), as: .pagerduty, from: source) {
            try PagerDutyEvents.parse(said)
        }
        _ = try await reception.store(
            AlertSubmission(
                source: source, alerts: alerts, trace: call.request.trace, isDrill: call.request.isDrill()))
        trouble.end()
        return PagerDutyAnswer.key(event) ?? alerts.alerts.first?.dedupKey ?? alerts.changes.first?.dedupKey ?? ""
    }

    /// Finds the key of a caller: in the body, or in the header that some clients use.
    private static func key(_ member: String) -> @Sendable (Request, JSON) throws -> String {
        { request, event in
            let text = event[member]?.stringValue ?? request.headers[.routingKey] ?? ""
            guard !text.isEmpty else { throw AlertRefusal(["'\(member)' is missing or blank"]) }
            guard text.utf8.count == 32 else {
                throw AlertRefusal(["Length of '\(member)' is incorrect (should be 32 characters)"])
            }
            return text
        }
    }
}

extension HTTPField.Name {
    fileprivate static let routingKey = HTTPField.Name.constant("X-Routing-Key")
}
