namespace CephBuildEnv.Benchmarking;

/// <summary>What a command costs as its work grows.</summary>
/// <param name="Name">The command, and what grows.</param>
/// <param name="Samples">From little to much.</param>
public sealed record GrowthRow(string Name, IReadOnlyList<Sample> Samples);
