import ConversationDesk
import Encodings
import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import Incident
import IncidentDesk
import IncidentStore
import NativeProviders
import Organisation

/// `/incidents/{name}/conversation`: what people say about an incident in Muster's own conversation, and a form to say something.
struct ConversationPage: Sendable {
    /// Messages on the page: the newest.
    private static let count = 40

    let desks: ConsoleDesks
    let pages: PageMaker

    /// What the page shows.
    struct View: Sendable {
        let incidentName: String
        let incidentTitle: String
        let tabs: [TabView]
        let isThere: Bool
        let isElsewhere: Bool
        let elsewhereURL: String?
        let isNowhere: Bool
        let isLive: Bool
        let messages: [MessageView]
        let earlierAddress: String?
        let isArchived: Bool
        let sayForm: FormView?
    }

    /// An incident as its conversation is read.
    private struct Place: Sendable {
        let incident: IncidentRecord
        let viewer: Viewer
        let resource: ResourceRecord?

        /// The id of Muster's own conversation.
        var own: String? {
            guard resource?.provider == ProviderSettings.native, resource?.state == .created else { return nil }
            return resource?.externalID
        }
    }

    var endpoints: [Endpoint] {
        [
            Endpoint(page: "/incidents/{name}/conversation") { call in try await show(call, nil) },
            Endpoint(form: "/incidents/{name}/messages", answer: say),
            Endpoint(form: "/incidents/{name}/messages/{id}/pin", answer: pin),
        ]
    }

    private func place(_ call: Call) async throws -> Place {
        let name = try call.incidentName()
        let viewer = try await call.viewer(of: name, in: desks.database)
        guard let incident = try await Incidents.incident(name, for: viewer, in: desks.database) else {
            throw IncidentDeskError.noIncident(name)
        }
        let resources = try await Resources.resources(of: incident.id, for: viewer, in: desks.database)
        return Place(incident: incident, viewer: viewer, resource: resources.first { $0.kind == .conversation })
    }

    private func show(_ call: Call, _ attempt: FormAttempt?) async throws -> Response {
        let place = try await place(call)
        let name = place.incident.name
        var (messages, isArchived, more): ([MessageView], Bool, String?) = ([], false, nil)
        if let own = place.own {
            let conversation = try await desks.conversations.conversation(own)
            isArchived = conversation.archivedAt != nil
            let found = try await desks.conversations.newestMessages(in: own, limit: Self.count + 1)
            if found.count > Self.count { more = "/conversations/\(UUIDText.string(from: conversation.id))" }
            let names = try await names(of: place)
            let pin = call.visitor.map { (address: "\(SafeLink.incident(name))/messages", token: $0.formToken) }
            messages = try await desks.talk.shown(found.suffix(Self.count), to: reader(call)).map {
                MessageView($0, names: names, pin: pin)
            }
        }
        let isElsewhere = place.own == nil && place.resource?.state == .created
        let view = View(
            incidentName: name, incidentTitle: place.incident.title, tabs: TabView.all(of: name, here: .conversation),
            isThere: place.own != nil, isElsewhere: isElsewhere,
            elsewhereURL: isElsewhere ? SafeLink.web(place.resource?.url) : nil,
            isNowhere: place.own == nil && !isElsewhere, isLive: !isArchived, messages: messages, earlierAddress: more,
            isArchived: isArchived,
            sayForm: place.own == nil || isArchived
                ? nil : call.visitor.map { Self.form(to: name, token: $0.formToken, attempt) })
        return pages.page(
            view, by: "conversation", title: "Conversation of \(name)", for: call.visitor,
            status: attempt == nil ? .ok : .unprocessableContent)
    }

    private static func form(to name: String, token: String, _ attempt: FormAttempt?) -> FormView {
        let filler = FormFiller("say", attempt)
        return filler.form(
            "", to: "\(SafeLink.incident(name))/messages", token: token,
            fields: [
                filler.field(
                    "text", "Say something", .text(rows: 3),
                    hint:
                        "What begins with / is a command: /help tells them. What one is answered may be for you alone.",
                    maximum: 5000, isRequired: true)
            ], button: "Say it",
            hidden: [.init(hiddenName: "once", hiddenValue: UUIDText.string(from: .v7()))])
    }

    /// Who reads: answers to commands are for their authors.
    private func reader(_ call: Call) -> String { call.visitor?.email ?? call.principal.name }

    private func names(of place: Place) async throws -> [String: String] {
        let people =
            try await desks.organisation().people
            + Participants.participants(of: place.incident.id, for: place.viewer, in: desks.database).map(\.person)
        return Dictionary(people.map { ($0.email.lowercased(), $0.name) }) { $1 }
    }

    @Sendable private func say(_ call: Call, _ visitor: Visitor, _ body: FormBody) async throws -> Response {
        let place = try await place(call)
        do {
            guard let own = place.own else {
                throw NativeError(
                    .invalid, "there is no conversation yet in which to say it: try again when it was made")
            }
            let key = body["once"]
            let said = try await desks.talk.say(
                body["text"], by: MessageAuthor(nil, by: visitor.email, viewer: place.viewer), in: own,
                key: (1...100).contains(key.utf8.count) ? "console/\(visitor.email)/\(key)" : nil,
                trace: call.request.trace)
            return .seeOther(
                "\(SafeLink.incident(place.incident.name))/conversation#message-\(UUIDText.string(from: said.id))")
        } catch {
            guard let faults = FormFaults(error) else { throw error }
            return try await show(call, FormAttempt(form: "say", body: body, faults: faults))
        }
    }

    @Sendable private func pin(_ call: Call, _ visitor: Visitor, _ body: FormBody) async throws -> Response {
        let place = try await place(call)
        guard let own = place.own else { throw Problem(.notFound, "there is nothing at this address") }
        let pinned = try await desks.talk.pin(
            call.identifier(), in: own, by: MessageAuthor(nil, by: visitor.email, viewer: place.viewer),
            trace: call.request.trace)
        return .seeOther(
            "\(SafeLink.incident(place.incident.name))/conversation#message-\(UUIDText.string(from: pinned.id))")
    }
}
