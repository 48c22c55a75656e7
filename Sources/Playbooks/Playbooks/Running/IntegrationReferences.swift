public import JSON
public import SoclessDialect

/// Answers the deploy-time references of SOCless playbooks with integrations of this house, by their names.
///
/// `${{self:functions.HTTPRequest.name}}` is `http_request`, `${{self:custom.core.CacheResults}}` is the function
/// `cache_results`, and `${{self:custom.slack.SendMessage}}` is `slack_send_message`: whoever consumes `task.slack_send_message`
/// does it.
public struct IntegrationReferences: SoclessReferences {
    /// The references of any playbook.
    public init() {}

    /// The integration's name, or a function that has it; `nil` for what is no function's.
    public func value(of reference: SoclessReference) -> JSON? {
        switch (reference.source, reference.address) {
        case ("AWS", "Region"): return "local"
        case ("AWS", "AccountId"): return "000000000000"
        case ("self", "provider.stage"): return "local"
        case ("self", let address):
            let parts = address.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
            switch (parts[0], parts[2]) {
            case ("functions", "name"): return .string(parts[1].snakeCase)
            case ("custom", let function):
                let service = parts[1] == "core" ? "" : "\(parts[1].snakeCase)_"
                return .string("arn:aws:lambda:local:000000000000:function:\(service)\(function.snakeCase)")
            default: return nil
            }
        default: return nil
        }
    }
}
