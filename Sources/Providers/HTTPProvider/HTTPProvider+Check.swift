import Capabilities

extension HTTPProvider {
    /// Searches each collection for a key that nothing has, which changes nothing. A system has those that the configuration
    /// wants of it, so that a missing one is only told of.
    func findings() async -> [ProviderFinding] {
        var findings: [ProviderFinding] = []
        for kind in ObjectKind.allCases {
            do {
                _ = try await find(kind, EffectKey("muster/check"))
                findings.append(.well(kind.rawValue, "They can be searched."))
            } catch {
                if ["http-404", "http-405", "http-501"].contains(error.code) {
                    findings.append(
                        .note(
                            kind.rawValue, "It has none: \(error.detail).",
                            fix: "List this provider under `capabilities` only for what it has."))
                } else {
                    findings.append(.wrong(kind.rawValue, "\(error.description).", fix: Self.fix(error)))
                    if error.isOutage { break }
                }
            }
        }
        return findings
    }

    private static func fix(_ error: ProviderError) -> String {
        switch error.code {
        case "http-401", "http-403": "Put a token that may search into what `token_variable` names."
        case "unreadable-answer": "Let it answer as openapi.yaml says: `{\"items\": […]}`."
        default: "See that `url` is right, and that this machine reaches it: MUSTER_OUTBOUND_ALLOW, a proxy, TLS."
        }
    }
}
