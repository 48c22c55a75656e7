import HTTPTypes
import HummingbirdCore
import PageDesk
import PageStore

/// What somebody sees who was paged and follows the link.
enum AnswerPage {
    /// The button, or who has answered already.
    static func asking(_ page: PageRecord) -> PageLayout {
        let button: HTML =
            page.escalation == "open"
            ? "<form method=\"post\"><button type=\"submit\">I take it</button></form>"
            : "<p>\(state(page))</p>"
        return PageLayout(
            title: "\(page.incident): \(page.person) is paged", kind: "page",
            body: "<section>\(facts(page))</section>\(button)")
    }

    /// What became of the answer.
    static func decided(_ decided: PageDesk.Decided) -> PageLayout {
        let page = decided.page
        let hands: HTML =
            decided.isNews && !decided.inHand.isEmpty
            ? "<p>These were on their way already and may still arrive: \(decided.inHand.joined(separator: ", ")).</p>"
            : ""
        return PageLayout(
            title: decided.isNews ? "\(page.incident) is yours" : "\(page.incident) was answered before", kind: "page",
            body:
                "<p>\(decided.isNews ? "Nobody else is paged." : state(page))</p>\(hands)<section>\(facts(page))</section>"
        )
    }

    private static func state(_ page: PageRecord) -> String {
        switch page.escalation {
        case "acknowledged": "\(page.decidedBy ?? "Somebody") has taken it."
        case "resolved": "\(page.decidedBy ?? "Somebody") says that it needs nobody any more."
        case "stopped": "The incident needs nobody any more."
        default: "Nobody has answered yet."
        }
    }

    private static func facts(_ page: PageRecord) -> HTML {
        HTML.facts([
            ("Incident", "<a href=\"/incidents/\(page.incident)\" rel=\"noreferrer\">\(page.incident)</a>"),
            ("Why", "\(page.step) of \(page.policy), \(page.reason)"), ("Due", PageLayout.time(page.due)),
        ])
    }
}

extension PageLayout {
    /// The page with a form that posts to its own address, which nobody else learns.
    var answer: Response {
        var response = response
        response.headers[.contentSecurityPolicy] = Self.policy.replacing(
            "form-action 'none'", with: "form-action 'self'")
        if let name = HTTPField.Name("Referrer-Policy") { response.headers[name] = "no-referrer" }
        return response
    }
}
