namespace CephBuildEnv.Engines;

/// <summary>Where the engine's API answers, and how that was found out.</summary>
/// <param name="Kind">Which engine.</param>
/// <param name="Address"><c>unix://</c> or <c>tcp://</c>.</param>
/// <param name="Reason">For people: why this one.</param>
/// <param name="CertificateFolder">ca.pem, cert.pem and key.pem for TLS; null for none.</param>
public sealed record EngineEndpoint(EngineKind Kind, Uri Address, string Reason, string? CertificateFolder = null)
{
    /// <summary>The socket's path, for a unix address.</summary>
    public string? Socket => Address.Scheme == "unix" ? Address.AbsolutePath : null;
}
