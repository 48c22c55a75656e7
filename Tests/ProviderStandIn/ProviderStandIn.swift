@main struct ProviderStandIn { static func main() {} }
