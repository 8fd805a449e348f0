/// What one row measures: rounds of ours and of the reference, in turn, and the median of each.
struct Measurement {
    let name: String
    let unit: String
    let referenceName: String
    let rounds: Int
    /// One round of each; in the row's unit.
    let measure: () async throws -> (ours: Double, reference: Double)

    func run() async throws -> Row {
        var ours: [Double] = []
        var reference: [Double] = []
        for _ in 0..<rounds {
            let round = try await measure()
            ours.append(round.ours)
            reference.append(round.reference)
        }
        let (our, their) = (median(ours), median(reference))
        return Row(
            name: name, unit: unit, ours: our, reference_name: referenceName, reference: their,
            ratio: our / their)
    }

    private func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}

/// The nanoseconds that `body` takes.
func nanoseconds(_ body: () async throws -> Void) async rethrows -> Double {
    let start = ContinuousClock.now
    try await body()
    return nanoseconds(since: start)
}

/// The nanoseconds that have passed.
func nanoseconds(since start: ContinuousClock.Instant) -> Double {
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Double(seconds) * 1e9 + Double(attoseconds) / 1e9
}
