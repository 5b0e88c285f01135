using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace CephBuildEnv.EngineTests.Host;

/// <summary>Keeps what every command of a test was and said: a folder for each test, and in it one for each command.</summary>
public static partial class Evidence
{
    private const string Variable = "CEPH_BUILD_ENV_EVIDENCE";

    private static readonly Dictionary<string, int> Counts = [];
    private static readonly Dictionary<string, List<string>> Cases = [];

    public static string Root => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } root
        ? root
        : Path.Combine(Checkout.Folder, "artifacts", "tests");

    private static string TestFolder
    {
        get
        {
            var context = TestContext.Current;
            var name = $"{context.TestClass?.TestClassSimpleName ?? "Preparation"}.{context.TestMethod?.MethodName}";
            // The cases of a theory are numbered: their arguments do not make names of files.
            return Path.Combine(Root, context.Test?.TestDisplayName.Contains('(') == true ? $"{name}-{CaseNumber(name, context.Test.UniqueID):00}" : name);
        }
    }

    private static int CaseNumber(string method, string test)
    {
        var cases = Cases.TryGetValue(method, out var known) ? known : Cases[method] = [];
        if (!cases.Contains(test))
            cases.Add(test);
        return cases.IndexOf(test) + 1;
    }

    /// <returns>The command's folder.</returns>
    public static string Begin(IReadOnlyList<string> command)
    {
        var test = TestFolder;
        int number;
        lock (Counts)
            number = Counts[test] = Counts.GetValueOrDefault(test) + 1;
        if (number == 1 && Directory.Exists(test))
            Directory.Delete(test, recursive: true);
        var tool = Path.GetFileName(command[0]);
        var folder = Path.Combine(test, $"{number.ToString("000", CultureInfo.InvariantCulture)}-{UnsafePattern().Replace(tool, "_")}");
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, "command"), command);
        return folder;
    }

    public static void End(string folder, Outcome outcome)
    {
        File.WriteAllText(Path.Combine(folder, "stdout"), outcome.Output);
        File.WriteAllText(Path.Combine(folder, "stderr"), outcome.Errors);
        File.WriteAllText(Path.Combine(folder, "exit-code"), $"{outcome.ExitCode} after {outcome.Elapsed.TotalSeconds:0.00} s\n");
    }

    [GeneratedRegex(@"[^A-Za-z0-9._-]+")]
    private static partial Regex UnsafePattern();
}
