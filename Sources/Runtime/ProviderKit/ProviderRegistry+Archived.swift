import Capabilities
public import FoundationEssentials
public import Organisation

extension ProviderRegistry {
    /// Whether an incident's conversation is archived by now, because its incident was closed long enough ago: nothing can be
    /// said there any more.
    /// - Parameters:
    ///   - closedAt: when the incident was closed; `nil` for one that is open.
    ///   - provider: the name of the provider that has the conversation.
    public func isArchived(
        closedAt: Date?, at provider: String, _ organisation: OrganisationConfiguration, now: Date = Date()
    ) -> Bool {
        guard let closedAt, let found = try? self.provider(of: .conversations, named: provider, organisation),
            let delay = (found as? any FollowingConversations)?.archivesAfter
        else { return false }
        return delay <= .seconds(now.timeIntervalSince(closedAt))
    }
}
