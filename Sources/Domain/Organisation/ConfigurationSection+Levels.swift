extension ConfigurationSection {
    static let severities = list(
        "severities", of: "severity", max: 20, isRequired: true, at: \.severities, name: \.name, read: Level.init)
    static let priorities = list(
        "priorities", of: "priority", max: 20, isRequired: true, at: \.priorities, name: \.name, read: Level.init)
}
