import Glibc

/// The power as JavaScript has it: the base one is no number to an infinite exponent.
func power(_ base: Double, _ exponent: Double) -> Double {
    abs(base) == 1 && !exponent.isFinite ? .nan : pow(base, exponent)
}
