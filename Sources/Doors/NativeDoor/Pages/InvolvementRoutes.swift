import HTTPKit
import HTTPTypes
import HummingbirdCore
import Incident
import IncidentDesk
import IncidentStore
import Organisation

/// `/j/TOKEN`: what the link of a mail about an incident leads to. It shows a button, and only the button has somebody take part:
/// mail scanners follow links.
struct InvolvementRoutes: Sendable {
    var desk: InvolvementDesk
    var organisation: @Sendable () async throws -> OrganisationConfiguration

    var endpoints: [Endpoint] {
        [
            answering(.get) { Self.asking(try await desk.offer(of: Self.token($0))) },
            answering(.post) { request in
                let (offer, isNew) = try await desk.accept(
                    Self.token(request), in: organisation(), trace: request.trace)
                return isNew ? Self.accepted(offer) : Self.asking(offer)
            },
        ]
    }

    private static func token(_ request: Request) -> String {
        String(request.uri.path.split(separator: "/").last ?? "")
    }

    /// People follow these links: what is wrong with one is a page, too.
    private func answering(
        _ method: HTTPRequest.Method, _ page: @escaping @Sendable (Request) async throws -> PageLayout
    ) -> Endpoint {
        Endpoint(anyone: method, "/j/{token}") { request in
            do {
                return try await page(request).answer
            } catch let error as IncidentDeskError where error.code == .notFound || error.code == .noIncident {
                var response = PageLayout(title: "This link is over", kind: "link", body: "<p>\(error.detail)</p>")
                    .answer
                response.status = .notFound
                return response
            }
        }
    }

    /// The button, or why there is none.
    private static func asking(_ offer: InvolvementDesk.Offer) -> PageLayout {
        let button: HTML =
            if offer.takesPart {
                "<p>You take part already, as \(offer.email).</p>"
            } else if offer.incident.status == .closed {
                "<p>It is closed: nobody is needed any more.</p>"
            } else {
                "<form method=\"post\"><button type=\"submit\">Get involved</button></form><p>You take part as \(offer.email).</p>"
            }
        return PageLayout(
            title: "\(offer.incident.name): \(offer.incident.title)", kind: "incident",
            body: "<section>\(facts(offer))</section>\(button)")
    }

    private static func accepted(_ offer: InvolvementDesk.Offer) -> PageLayout {
        PageLayout(
            title: "You take part in \(offer.incident.name)", kind: "incident",
            body:
                "<p>A mail with everything that you need is on its way to \(offer.email).</p><section>\(facts(offer))</section>"
        )
    }

    private static func facts(_ offer: InvolvementDesk.Offer) -> HTML {
        let (incident, commander) = (offer.incident, offer.incident.commander?.name ?? "nobody yet")
        return HTML.facts([
            ("Incident", "<a href=\"/incidents/\(incident.name)\" rel=\"noreferrer\">\(incident.name)</a>"),
            ("Status", "\(incident.status.rawValue)"), ("Severity", "\(incident.severity)"),
            ("Incident commander", "\(commander)"),
        ])
    }
}
