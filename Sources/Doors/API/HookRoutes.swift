import Encodings
import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import JSON
import Organisation
import PageDesk
import PageStore

/// `/hooks/PROVIDER`: where a provider that carries pages tells that somebody has taken one, by a key of their telephone or a reply.
///
/// Such a call needs no API key: it is signed, and good for nothing but acknowledging a page that this provider has carried.
struct HookRoutes: Sendable {
    /// The token by which Muster calls a provider.
    typealias Token = @Sendable (ProviderSettings) throws -> String?

    private static let longest = 16 << 10

    var desk: PageDesk
    var organisation: @Sendable () async throws -> OrganisationConfiguration
    var token: Token

    var endpoints: [Endpoint] {
        [Endpoint(anyone: .post, "/hooks/{provider}", limit: Self.longest, answer: answer)]
    }

    @Sendable private func answer(_ request: Request, _ body: [UInt8]) async throws -> Response {
        let organisation = try await organisation()
        let name = request.uri.path.split(separator: "/").last.flatMap { PercentCoding.decode(String($0)) } ?? ""
        // Who is not known, has no token or has not signed is told the same.
        guard let provider = organisation.providers.first(where: { $0.name == name }),
            organisation.carriesPages(name), let token = try? token(provider),
            let header = HTTPField.Name("Muster-Signature").flatMap({ request.headers[$0] }),
            HookSignature(header)?.isGood(for: body, token: token, at: Date()) == true
        else {
            throw Problem(
                .unauthorized,
                "no provider of pages of this name has signed this: Muster-Signature is t=SECONDS,v1=HEX, an HMAC-SHA-256 "
                    + "over the seconds, a dot and the body under the token that Muster calls it with")
        }
        let asked = try CallBack(JSONReader(JSON.parse(body)))
        let answered = try await desk.acknowledge(
            attempt: asked.attempt, carriedBy: name, in: organisation, trace: request.trace)
        return .json([
            "acknowledged": .array(answered.filter(\.isNews).map { .string($0.page.incident) }),
            "answered_before": .array(answered.filter { !$0.isNews }.map { .string($0.page.incident) }),
        ])
    }

    /// The body: `effect_key` of the page, and `answer`, which can only be `acknowledge`.
    private struct CallBack: JSONDecodable {
        private enum Answer: String, CaseIterable {
            case acknowledge
        }

        let attempt: UUID

        init(_ reader: JSONReader) throws {
            let key = try reader.string("effect_key", length: 1...128)
            guard key.hasPrefix("page/"), let id = UUIDText.uuid(from: String(key.dropFirst(5))) else {
                throw try reader.member("effect_key").error(
                    expected: "the effect key of a page, page/ and an id", found: "`\(key)`")
            }
            _ = try reader.enumeration("answer", of: Answer.self)
            attempt = id
        }
    }
}
