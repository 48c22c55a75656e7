import Capabilities
import JSON

extension ConfigurationSection {
    static let capabilities = single("capabilities", at: \.capabilities) { reader in
        try reader.object(allowing: Capability.allCases.map(\.rawValue))
        var capabilities: [Capability: [String]] = [:]
        for capability in Capability.allCases where (try reader.optional(capability.rawValue)) != nil {
            capabilities[capability] = try reader.strings(capability.rawValue, max: 10, length: 1...100)
        }
        return capabilities
    } check: { capabilities, all, place in
        let known = Set(all.providers.map(\.name) + [ProviderSettings.native])
        for (capability, names) in capabilities {
            for (index, name) in names.enumerated() where !known.contains(name) {
                throw place.at(capability.rawValue, "\(index)").problem(
                    expected: "`native` or the name of an entry of `providers`", found: "`\(name)`")
            }
        }
    }
}
