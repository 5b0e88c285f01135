using System.Security.Cryptography;
using System.Text;
using Serilog;

namespace Nuke.Common.Execution;

/// <summary>Remembers which targets of a failed run succeeded, for <c>--continue</c>.</summary>
internal sealed class BuildAttempt(string invocation)
{
    // Hashed, because what was given may be secret.
    private readonly string _key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(invocation)));

    private static string FilePath => NukeBuild.TemporaryDirectory / "build-attempt.log";

    public IReadOnlyCollection<string> SucceededTargets()
    {
        if (!File.Exists(FilePath))
            return [];
        var lines = File.ReadAllLines(FilePath);
        if (lines.FirstOrDefault() == _key)
            return lines[1..];
        Log.Warning("Build invocation changed. Restarting ...");
        return [];
    }

    public void Save(NukeBuild build, IEnumerable<string> succeededBefore)
    {
        try
        {
            if (build.IsFailing)
            {
                Directory.CreateDirectory(NukeBuild.TemporaryDirectory);
                File.WriteAllLines(FilePath, build.SucceededTargets.Select(x => x.Name).Concat(succeededBefore).Distinct().Prepend(_key));
            }
            else if (File.Exists(FilePath))
                File.Delete(FilePath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Only a later --continue suffers, and it will start anew.
            Log.Debug("This attempt cannot be remembered: {Reason}", exception.Message);
        }
    }
}
