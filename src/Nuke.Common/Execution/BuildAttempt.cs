using System.Security.Cryptography;
using System.Text;
using Nuke.Common.IO;
using Nuke.Common.Parameters;
using Serilog;

namespace Nuke.Common.Execution;

/// <summary>Remembers which targets of a failed run succeeded, for <c>--continue</c>.</summary>
internal static class BuildAttempt
{
    private static AbsolutePath FilePath => NukeBuild.TemporaryDirectory / "build-attempt.log";

    public static IReadOnlyCollection<string> SucceededTargets(NukeBuild build)
    {
        var lines = File.Exists(FilePath) ? File.ReadAllLines(FilePath) : [];
        if (lines.Length == 0 || lines[0] == Invocation(build.AllParameters))
            return [.. lines.Skip(1)];
        Log.Warning("Build invocation changed. Restarting ...");
        return [];
    }

    public static void Save(NukeBuild build, IEnumerable<string> succeededBefore)
    {
        try
        {
            if (!build.IsFailing && File.Exists(FilePath))
                File.Delete(FilePath);
            if (!build.IsFailing || !Directory.Exists(NukeBuild.RootDirectory / ".nuke"))
                return;
            Directory.CreateDirectory(NukeBuild.TemporaryDirectory);
            File.WriteAllLines(FilePath, [Invocation(build.AllParameters), .. build.SucceededTargets.Select(x => x.Name).Union(succeededBefore)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.Debug("What succeeded is not remembered: {Message}", e.Message);
        }
    }

    /// <summary>Tells one invocation from another. Hashed, because what was given may be secret.</summary>
    private static string Invocation(IEnumerable<Parameter> parameters)
    {
        var given = parameters.Where(x => x.Texts != null && (!x.IsBuiltIn || x.Name is "Target" or "Skip"))
            .Select(x => $"{x.Name}={string.Join('\0', x.Texts!)}")
            .Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', given))));
    }
}
