extension ConfigurationSection {
    static let announcements = single("announcements", at: \.announcements, read: Announcements.init)
}
