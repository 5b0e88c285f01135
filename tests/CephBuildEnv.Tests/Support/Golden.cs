namespace CephBuildEnv.Tests.Support;

/// <summary>Expected texts that are kept as files, so that a change of them is seen in a review.</summary>
public static class Golden
{
    /// <summary>Fails when the text is not that of the file; the text is then left in artifacts/tests for comparison.</summary>
    public static void ShouldMatch(string actual, string name)
    {
        var expected = Checkout.At("tests", "CephBuildEnv.Tests", "Golden", name);
        if (File.Exists(expected) && File.ReadAllText(expected) == actual)
            return;
        var evidence = Checkout.At("artifacts", "tests", name);
        Directory.CreateDirectory(Path.GetDirectoryName(evidence)!);
        File.WriteAllText(evidence, actual);
        actual.Split('\n').ShouldBe(File.Exists(expected) ? File.ReadAllLines(expected) : [], $"compare: diff {expected} {evidence}");
    }
}
