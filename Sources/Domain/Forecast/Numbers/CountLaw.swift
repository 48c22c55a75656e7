import Glibc

/// Laws of counts: Poisson where the variance is the mean, negative binomial where it is more, and the nearest whole number
/// of a normal value where it is less.
enum CountLaw {
    /// The smallest count that at least a share of the law does not exceed.
    /// - Parameters:
    ///   - share: between 0 and 1.
    ///   - normal: the standard normal value of the same share.
    static func quantile(mean: Double, variance: Double, share: Double, normal: Double) -> Double {
        guard mean > 1e-9 else { return 0 }
        guard variance > mean * 0.999_999 else { return rounded(mean + variance.squareRoot() * normal) }
        let deviation = variance.squareRoot()
        // Skewness of the negative binomial law; of Poisson's, where both are equal.
        let skewness = (2 * variance / mean - 1) / deviation
        guard skewness > 0.3 || mean + 4 * deviation < 40 else {
            // Cornish and Fisher's first term.
            return rounded(mean + deviation * (normal + skewness * (normal * normal - 1) / 6))
        }
        return searched(mean: mean, variance: variance, share: share)
    }

    /// Adds the chances of 0, 1, 2 … up to the share.
    private static func searched(mean: Double, variance: Double, share: Double) -> Double {
        let size = variance > mean * 1.000_001 ? mean * mean / (variance - mean) : .infinity
        let isPoisson = size > 1e7
        let ratio = isPoisson ? mean : mean / (mean + size)
        var chance = isPoisson ? exp(-mean) : exp(size * log(size / (size + mean)))
        var sum = chance
        var count = 0.0
        let most = mean + 12 * variance.squareRoot() + 20
        while sum < share, count < most {
            chance *= (isPoisson ? ratio : ratio * (count + size)) / (count + 1)
            sum += chance
            count += 1
        }
        return count
    }

    private static func rounded(_ value: Double) -> Double { max(0, (value - 0.5).rounded(.up)) }
}
