using System.Globalization;
using System.Text;
using System.Xml;

namespace CephBuildEnv.Testing;

/// <summary>Writes results of tests as JUnit XML, for versions of ctest that do not do it (before 3.21).</summary>
public static class JUnitReport
{
    /// <param name="suite">Its name, such as <c>debian-12-reef</c>.</param>
    /// <param name="start">Of the run.</param>
    /// <param name="results">Each test once.</param>
    public static string ToXml(string suite, DateTimeOffset start, IReadOnlyCollection<TestResult> results)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new() { Indent = true, OmitXmlDeclaration = true }))
            Write(xml, suite, start, results);
        return $"{text}\n";
    }

    private static void Write(XmlWriter xml, string suite, DateTimeOffset start, IReadOnlyCollection<TestResult> results)
    {
        var counts = TestCounts.Of(results);
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", suite);
        xml.WriteAttributeString("tests", Number(results.Count));
        xml.WriteAttributeString("failures", Number(counts.Failed));
        xml.WriteAttributeString("errors", Number(0));
        xml.WriteAttributeString("skipped", Number(counts.Skipped));
        xml.WriteAttributeString("time", Seconds(results.Aggregate(TimeSpan.Zero, (sum, result) => sum + result.Time)));
        xml.WriteAttributeString("timestamp", start.UtcDateTime.ToString("s", CultureInfo.InvariantCulture));
        foreach (var result in results)
            Write(xml, result);
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, TestResult result)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", result.Name);
        xml.WriteAttributeString("classname", result.Name);
        xml.WriteAttributeString("time", Seconds(result.Time));
        if (result.Outcome != TestOutcome.Passed)
        {
            xml.WriteStartElement(result.Outcome == TestOutcome.Failed ? "failure" : "skipped");
            xml.WriteAttributeString("message", result.Reason);
            xml.WriteEndElement();
        }

        xml.WriteElementString("system-out", result.Output);
        xml.WriteEndElement();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
