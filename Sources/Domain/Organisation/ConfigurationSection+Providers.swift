extension ConfigurationSection {
    static let providers = list(
        "providers", of: "provider", max: 100, at: \.providers, name: \.name, read: ProviderSettings.init)
}
