using CephBuildEnv.Engines;
using CephBuildEnv.Hosting;
using CephBuildEnv.Text;
using Serilog;

namespace CephBuildEnv.Diagnostics;

/// <summary>Runs all checks and prints what they find.</summary>
public sealed class DoctorReport(HostLayout layout, Func<IContainerEngine> engine)
{
    /// <param name="fix">Mend what can be mended first.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="UserException">Something that every build needs is missing.</exception>
    public async Task RunAsync(bool fix, CancellationToken cancellation)
    {
        if (fix)
        {
            var mender = new HostMender(engine(), line => Log.Information("{Line:l}", line), Progress.Line);
            await mender.MendAsync(cancellation);
        }

        var results = new List<(string Name, CheckResult Result)>();
        foreach (var check in Doctor.Checks(layout, engine))
            results.Add((check.Name, await check.RunAsync(cancellation)));
        Report.Table(
            ["CHECK", "STATE", "FINDING"],
            results.SelectMany(entry => Rows(entry.Name, entry.Result)));
        var bad = results.Where(entry => entry.Result.Health == Health.Bad).Select(entry => entry.Name).ToList();
        if (bad.Count > 0)
            throw new UserException($"this host cannot build yet: {string.Join(", ", bad)}; the remedies are beside the findings");
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(string name, CheckResult result)
    {
        yield return [name, result.Health.ToString().ToLowerInvariant(), result.Finding];
        if (result.Remedy is { } remedy)
            yield return ["", "", $"→ {remedy}"];
    }
}
