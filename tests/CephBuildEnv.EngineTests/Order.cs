using Xunit.Sdk;
using Xunit.v3;

namespace CephBuildEnv.EngineTests;

/// <summary>
/// One scenario after the other, since they share a host: by the names of their collections, and within a class as they are
/// written, so that each finds the state that it can reuse.
/// </summary>
public sealed class Order : ITestCollectionOrderer, ITestCaseOrderer
{
    public const string Quickstart = "01 Quickstart";
    public const string Rebuild = "02 Rebuild";
    public const string Plan = "03 Plan";
    public const string BadInput = "04 Bad input";
    public const string HostTrouble = "05 Trouble with the host";
    public const string FailedBuild = "06 Failed build";
    public const string Interruption = "07 Interruption";
    public const string Unattended = "08 Unattended";
    public const string Developer = "09 Developer";
    public const string SideBySide = "10 Side by side";
    public const string Speed = "11 Speed";
    public const string Clean = "12 Clean";
    public const string Doctor = "13 Doctor";
    public const string Runs = "14 Runs";
    public const string OtherEngines = "20 Other engines";
    public const string Interrupted = "30 Interrupted";
    public const string Killed = "31 Killed";
    public const string Daemon = "32 Daemon";
    public const string Memory = "33 Memory";
    public const string Corruption = "34 Corruption";
    public const string Concurrency = "35 Concurrency";
    public const string Removed = "36 Removed";
    public const string SmallDisk = "37 Small disk";

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];

    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : ITestCase =>
        [.. testCases.OrderBy(test => test.TestClassName, StringComparer.Ordinal).ThenBy(test => test.SourceLineNumber)];
}
