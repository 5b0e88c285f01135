namespace CephBuildEnv.Tests.Support;

/// <summary>What a client asked a <see cref="FakeEngine"/>.</summary>
/// <param name="Method">GET, POST, ….</param>
/// <param name="Path">Without the version, with the query.</param>
/// <param name="Body">Empty when there was none.</param>
public sealed record FakeRequest(string Method, string Path, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    public override string ToString() => $"{Method} {Path}";
}
