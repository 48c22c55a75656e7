import AlertDesk
import Encodings
import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import JSON

/// The lists of Opsgenie's Alert API.
extension OpsgenieRoutes {
    /// `GET /v2/alerts`: those of the sender, the newest first.
    func list(_ call: Call) async throws -> OpsgenieAnswer {
        let request = call.request
        if let sort = request.parameter("sort"), sort != "createdAt" {
            throw Problem(.unprocessableContent, "sort: must be createdAt here, and not \(sort.prefix(40))")
        }
        let found = try await alerts.list(
            try OpsgenieQuery.read(request.parameter("query")), of: call.principal.name,
            isNewestFirst: try isNewestFirst(request), offset: try number("offset", of: request, in: 0...20_000, or: 0),
            limit: try number("limit", of: request, in: 1...100, or: 20))
        return OpsgenieAnswer.data(.array(found.map(OpsgenieAnswer.alert)))
    }

    /// `GET /v2/alerts/{identifier}/notes`.
    func notes(_ call: Call) async throws -> OpsgenieAnswer {
        guard let alert = try await alerts.find(OpsgenieName.read(call), of: call.principal.name) else {
            throw Problem(.notFound, "Alert does not exist")
        }
        let notes = try await alerts.notes(
            about: alert.id, isNewestFirst: try isNewestFirst(call.request),
            after: call.request.parameter("offset").flatMap { UUIDText.uuid(from: $0) },
            limit: try number("limit", of: call.request, in: 1...100, or: 100))
        return OpsgenieAnswer.data(
            .array(
                notes.map { note in
                    [
                        "note": .string(note.text), "owner": .string(note.author), "createdAt": note.at.json,
                        "offset": .string(UUIDText.string(from: note.id)),
                    ]
                }))
    }

    private func isNewestFirst(_ request: Request) throws -> Bool {
        switch request.parameter("order") {
        case nil, "desc": true
        case "asc": false
        case .some(let other):
            throw Problem(.unprocessableContent, "order: must be asc or desc, and not \(other.prefix(40))")
        }
    }

    private func number(
        _ name: String, of request: Request, in range: ClosedRange<Int>, or standard: Int
    ) throws -> Int {
        guard let text = request.parameter(name) else { return standard }
        guard let number = Int(text), range.contains(number) else {
            throw Problem(
                .unprocessableContent, "\(name): must be a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}

/// What a search asks for. Of Opsgenie's language what scripts use: `status: open`, `alias: disk-1`, joined by AND.
enum OpsgenieQuery {
    static func read(_ text: String?) throws -> SenderAlerts.Selection {
        var selection = SenderAlerts.Selection()
        var rest = (text ?? "")[...]
        while !rest.allSatisfy(\.isWhitespace) {
            guard
                let term = rest.prefixMatch(
                    of: /\s*(?:AND\s+|and\s+)?(status|alias)\s*[:=]\s*(?:"([^"]*)"|([^\s"]+))(?=\s|$)/)
            else { throw refusal }
            let value = String(term.output.2 ?? term.output.3 ?? "")
            switch (term.output.1, value.lowercased()) {
            case ("alias", _): selection.key = value
            case ("status", "open"): selection.isResolved = false
            case ("status", "closed"): selection.isResolved = true
            default: throw refusal
            }
            rest = rest[term.range.upperBound...]
        }
        return selection
    }

    private static var refusal: Problem {
        Problem(
            .unprocessableContent, "query: this door knows `status: open`, `status: closed` and `alias: NAME`, with AND"
        )
    }
}
