extension ConfigurationSection {
    static let native = single("native", at: \.native, read: NativeSettings.init)
}
