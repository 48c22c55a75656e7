public import Capabilities

extension EffectOption {
    /// Has an object made, unless an earlier try has made it.
    /// - Parameter draft: what it is made with.
    public init<Maker: Creating>(creating draft: Maker.Draft, key: EffectKey, at maker: Maker) {
        self.init(at: maker) { () throws(ProviderError) in
            try await maker.find(key)
        } call: { () throws(ProviderError) in
            try await maker.create(draft, key: key)
        }
    }
}
