namespace CephBuildEnv.Tests.Support;

/// <summary>
/// Collection of the tests that change environment variables of this process, or count its memory: they run alone.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessEnvironment
{
    public const string Name = "environment variables";
}
