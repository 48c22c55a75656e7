import Encodings
import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentStore
import JSON
import Organisation
import PageDesk

/// `/api/v1/people/{person}/…`: how somebody is reached, and whether it works.
struct ContactRoutes: Sendable {
    var desk: ContactDesk
    var organisation: @Sendable () async throws -> OrganisationConfiguration

    var endpoints: [Endpoint] {
        let contacts = "/api/v1/people/{person}/contacts"
        return [
            Endpoint(.get, contacts, "listContacts", for: .incidentsRead) { call in
                .json(try await desk.contacts(request(call)).json)
            },
            Endpoint(
                .post, contacts, "addContact", for: .incidentsWrite, reading: .idempotencyKey, body: ContactRequest.self
            ) { call, wanted in
                try await desk.add(wanted.contact, request(call)).response()
            },
            Endpoint(
                .post, "\(contacts)/{id}", "verifyContact", for: .incidentsWrite, body: CodeRequest.self
            ) { call, wanted in
                try await desk.verify(contactID(call), code: wanted.code, request(call)).response()
            },
            Endpoint(.delete, "\(contacts)/{id}", "removeContact", for: .incidentsWrite) { call in
                .json(try await desk.remove(contactID(call), request(call)).json)
            },
            Endpoint(
                .put, "/api/v1/people/{person}/contact-rules", "setContactRules", for: .incidentsWrite,
                body: RulesRequest.self
            ) { call, wanted in
                .json(try await desk.set(wanted.ways, request(call)).json)
            },
            Endpoint(
                .post, "/api/v1/people/{person}/test-pages", "sendTestPage", for: .incidentsWrite,
                reading: .idempotencyKey
            ) { call in
                try await desk.test(request(call)).response()
            },
            Endpoint(.get, "/api/v1/test-pages/{id}", "showTestPage", for: .incidentsRead) { call in
                guard let id = UUIDText.uuid(from: try call.segment("id")) else {
                    throw Problem(.notFound, "there is no such test page; `muster page test` sends one")
                }
                return .json(try await desk.testPage(id).json)
            },
        ]
    }

    private func request(_ call: Call) async throws -> ContactDesk.Request {
        ContactDesk.Request(
            try await organisation(), of: try call.segment("person"), by: call.principal.name,
            idempotency: call.idempotency(over: call.body), trace: call.request.trace)
    }

    private func contactID(_ call: Call) throws -> UUID {
        guard let id = UUIDText.uuid(from: try call.segment("id")) else {
            throw Problem(.notFound, "there is no such contact; `muster contact list` shows those that there are")
        }
        return id
    }
}
