import Capabilities
import JSON
public import Organisation

extension HTTPProvider {
    /// What the configuration says about a provider of this kind: it needs an address.
    public static let schema = VendorSchema(kind: "http") { settings in
        _ = try settings.string("url", length: 8...2000)
    }
}
