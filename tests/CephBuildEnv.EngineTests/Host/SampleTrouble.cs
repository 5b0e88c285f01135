namespace CephBuildEnv.EngineTests.Host;

/// <summary>Asks the sample's tests for trouble, for as long as it lives.</summary>
public sealed class SampleTrouble : IDisposable
{
    private readonly string[] _folders;

    /// <param name="trouble">The kind: <c>fail</c>, <c>flaky</c>, <c>slow</c>.</param>
    /// <param name="text">What the test reads.</param>
    /// <param name="environments">Whose trees.</param>
    public SampleTrouble(string trouble, string text, params string[] environments)
    {
        _folders = [.. environments.Select(environment => $"{CephFolder.Tree(environment)}/src/test/trouble")];
        foreach (var folder in _folders)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText($"{folder}/{trouble}", text);
        }
    }

    public void Dispose()
    {
        foreach (var folder in _folders)
            Directory.Delete(folder, recursive: true);
    }
}
