import HTTPKit
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// What all pages share: the head, the way through Muster, and who is signed in.
struct PageFrame: Sendable {
    /// Nothing runs and nothing looks in any way but what comes from here (CSP level 3).
    static let policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    let pageTitle: String
    let isFaulty: Bool
    let styleAddress: String
    let scriptAddress: String
    let iconAddress: String
    let visitorName: String?
    let frameToken: String
    let isOperator: Bool
    let body: String
}

/// Makes answers of pages.
struct PageMaker: Sendable {
    private let templates: Templates
    private let assets: Assets

    init(_ templates: Templates, _ assets: Assets) {
        self.templates = templates
        self.assets = assets
    }

    /// A page as an answer.
    /// - Parameters:
    ///   - template: the name of its template.
    ///   - title: what the browser calls it.
    ///   - visitor: who is signed in.
    ///   - status: 422 for a form that has to be mended.
    ///   - isOperator: whether the way to the pages for operators is shown.
    func page(
        _ model: some Sendable, by template: String, title: String, for visitor: Visitor?,
        status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], isOperator: Bool = false
    ) -> Response {
        let frame = PageFrame(
            pageTitle: title, isFaulty: status == .unprocessableContent, styleAddress: assets.style.address,
            scriptAddress: assets.script.address, iconAddress: assets.icon.address, visitorName: visitor?.name,
            frameToken: visitor?.formToken ?? "", isOperator: isOperator, body: templates.render(model, by: template))
        var headers = headers
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.contentSecurityPolicy] = PageFrame.policy
        headers[.cacheControl] = "no-store"
        return Response(
            status: status, headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: templates.render(frame, by: "layout"))))
    }

    /// What went wrong, as a page.
    func problem(_ problem: Problem) -> Response {
        page(
            ProblemView(problemTitle: problem.status.reasonPhrase, problemDetail: problem.detail), by: "problem",
            title: problem.status.reasonPhrase, for: nil, status: problem.status, headers: problem.headers)
    }
}

/// What a page tells of a problem.
struct ProblemView: Sendable {
    let problemTitle: String
    let problemDetail: String
}
