using System.Globalization;
using System.Xml.Linq;

namespace CephBuildEnv.SelfTesting;

/// <summary>How many tests ended how.</summary>
public sealed record TestCount(int Passed, int Failed, int Skipped)
{
    public static readonly TestCount None = new(0, 0, 0);

    /// <summary>Of xunit's result file. An error outside of a test counts as a failed one.</summary>
    public static TestCount Parse(XDocument results) => results.Root!.Elements("assembly").Aggregate(None, (sum, assembly) =>
        sum + new TestCount(Number(assembly, "passed"), Number(assembly, "failed") + Number(assembly, "errors"), Number(assembly, "skipped")));

    public static TestCount operator +(TestCount a, TestCount b) => new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped);

    /// <summary>For whoever reads the last line, always of the same form: <c>12 passed, 0 failed</c>.</summary>
    public string Result => $"{Passed} passed, {Failed} failed";

    /// <summary>The same, and the skipped where there are any.</summary>
    public override string ToString() => $"{Result}{(Skipped > 0 ? $", {Skipped} skipped" : "")}";

    private static int Number(XElement element, string name) => int.Parse(element.Attribute(name)?.Value ?? "0", CultureInfo.InvariantCulture);
}
