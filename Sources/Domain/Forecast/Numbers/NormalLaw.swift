import Glibc

/// The standard normal law.
enum NormalLaw {
    /// The value below which a share of it lies (P. J. Acklam's rational approximation; its relative error is below
    /// 1.2e-9). Of a share that is not between 0 and 1 there is none.
    static func quantile(_ share: Double) -> Double {
        guard share > 0, share < 1 else { return share <= 0 ? -.infinity : .infinity }
        let tail = 0.02425
        if share < tail { return lower(share) }
        if share > 1 - tail { return -lower(1 - share) }
        let q = share - 0.5
        let r = q * q
        let over = polynomial(
            r, -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690, -30.66479806614716,
            2.506628277459239)
        let under = polynomial(
            r, -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1)
        return q * over / under
    }

    private static func lower(_ share: Double) -> Double {
        let q = (-2 * log(share)).squareRoot()
        let over = polynomial(
            q, -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
            2.938163982698783)
        let under = polynomial(
            q, 0, 0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1)
        return over / under
    }

    private static func polynomial(
        _ x: Double, _ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double
    ) -> Double {
        ((((a * x + b) * x + c) * x + d) * x + e) * x + f
    }
}
