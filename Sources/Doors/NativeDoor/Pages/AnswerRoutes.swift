import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import Incident
import Organisation
import PageDesk
import PageStore

/// `/p/TOKEN`: what the link of a page leads to. It shows a button, and only the button answers: mail scanners follow links.
struct AnswerRoutes: Sendable {
    var desk: PageDesk
    var organisation: @Sendable () async throws -> OrganisationConfiguration

    var endpoints: [Endpoint] {
        [
            answering(.get) { AnswerPage.asking(try await desk.page(ofLink: $0.linkToken)) },
            answering(.post) {
                AnswerPage.decided(
                    try await desk.acknowledge(link: $0.linkToken, in: organisation(), trace: $0.trace))
            },
        ]
    }

    /// People follow these links: what is wrong with one is a page, too.
    private func answering(
        _ method: HTTPRequest.Method, _ page: @escaping @Sendable (Request) async throws -> PageLayout
    ) -> Endpoint {
        Endpoint(anyone: method, "/p/{token}") { request in
            do {
                return try await page(request).answer
            } catch let error as PageDeskError where error.code == .notFound {
                var response = PageLayout(title: "This link is over", kind: "page", body: "<p>\(error.detail)</p>")
                    .answer
                response.status = .notFound
                return response
            }
        }
    }
}

extension Request {
    fileprivate var linkToken: String { String(uri.path.split(separator: "/").last ?? "") }
}
