using CephBuildEnv.Text;

namespace CephBuildEnv.Benchmarking;

/// <summary>What a command costs at one size of its work.</summary>
/// <param name="Size">How much there is.</param>
/// <param name="Seconds">Median.</param>
/// <param name="Memory">Peak of our process, median.</param>
public sealed record Sample(int Size, double Seconds, ByteSize Memory);
