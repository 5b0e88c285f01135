using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Testing;

/// <summary>Reads what ctest writes with <c>-T Test</c>: <c>Test.xml</c>, as CDash takes it.</summary>
/// <remarks>Of ctest 3.5 to 3.31. Its output holds no characters that XML does not allow: ctest spells them out.</remarks>
public static class CTestResults
{
    /// <summary>The tests of one attempt after another, one at a time; a file that is none, or is cut off, ends where it cannot be read.</summary>
    /// <param name="paths">Written by a container: no link among them is followed.</param>
    public static IEnumerable<TestResult> Read(IEnumerable<string> paths) => paths.SelectMany(Read);

    /// <summary>The last attempt of each test, in the order in which they first ended.</summary>
    public static IReadOnlyList<TestResult> Last(IEnumerable<TestResult> attempts)
    {
        var results = new OrderedDictionary<string, TestResult>();
        foreach (var result in attempts)
            results[result.Name] = result;
        return [.. results.Values];
    }

    private static IEnumerable<TestResult> Read(string path)
    {
        if (FileStatus.Of(path) is not { IsFile: true })
            yield break;
        using var reader = XmlReader.Create(path);
        while (Next(reader) is { } test)
            yield return Result(test);
    }

    // The list of names has elements of the same name, without a status.
    private static XElement? Next(XmlReader reader)
    {
        try
        {
            while (!reader.EOF)
            {
                if (reader is { NodeType: XmlNodeType.Element, Name: "Test" } && reader.GetAttribute("Status") is not null)
                    return (XElement)XNode.ReadFrom(reader);
                reader.Read();
            }
        }
        catch (XmlException)
        {
            // The disk was full, or ctest was stopped: what is complete counts.
        }

        return null;
    }

    private static TestResult Result(XElement test)
    {
        var measured = test.Descendants("NamedMeasurement").ToLookup(element => (string?)element.Attribute("name"), element => (string?)element.Element("Value") ?? "");
        var completion = measured["Completion Status"].FirstOrDefault("");
        var outcome = (string?)test.Attribute("Status") switch
        {
            "passed" => TestOutcome.Passed,
            "notrun" when completion == "Disabled" || completion.StartsWith("SKIP_", StringComparison.Ordinal) => TestOutcome.Skipped,
            _ => TestOutcome.Failed,
        };
        return new(
            (string?)test.Element("Name") ?? "",
            outcome,
            outcome == TestOutcome.Passed ? "" : Reason(measured["Exit Code"].FirstOrDefault(), measured["Exit Value"].FirstOrDefault(), completion),
            TimeSpan.FromSeconds(double.TryParse(measured["Execution Time"].FirstOrDefault(), CultureInfo.InvariantCulture, out var seconds) ? seconds : 0),
            (string?)test.Element("Results")?.Element("Measurement")?.Element("Value") ?? "");
    }

    private static string Reason(string? kind, string? value, string completion) => kind switch
    {
        null => completion,
        "Failed" => $"exit code {value}",
        _ => kind,
    };
}
