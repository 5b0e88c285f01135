using FsCheck;
using FsCheck.Fluent;

namespace CephBuildEnv.Tests.Support;

/// <summary>Texts that mean no good, for whatever takes a name from outside.</summary>
public static class Hostile
{
    private static readonly string[] Traversal =
    [
        "..", "../", "../../etc/passwd", "/etc/passwd", "/", "//", "./", ".", "~", "~root", "a/../../b", "..\\..\\x", "%2e%2e%2f", "..%2f", "%00", "....//", "/ceph/../etc",
        "C:\\Windows", "\\\\host\\share", "NUL", "CON", "aux.txt", "file:///etc/passwd", "a:b", "x.lock", ".git", ".hidden", "a.", "...", "refs/../x",
    ];

    private static readonly string[] Shell =
    [
        "$(touch canary)", "`touch canary`", "; touch canary", "| touch canary", "&& touch canary", "& touch canary", "> canary", "<(touch canary)", "$HOME", "${IFS}", "\"", "'", "'; touch canary; '",
        "*", "?", "[a-z]", "{a,b}", "!", "#", "\\", "a b", " ", "  reef", "reef  ", "\t",
    ];

    private static readonly string[] Options =
    [
        "-", "--", "-rf", "--help", "--upload-pack=touch canary", "--exec=touch canary", "-oProxyCommand=touch canary", "-u touch", "--config=core.sshCommand=touch canary", "-c", "--plan",
        "ext::sh -c touch% canary", "ssh://-oProxyCommand=touch/x", "git@-oProxyCommand=touch:x", "https://h/--upload-pack=x", "fd::17", "transport::x", "git@h:-x",
    ];

    private static readonly string[] References =
    [
        "@{-1}", "@", "HEAD", "HEAD^{}", "HEAD~1", "a..b", "a...b", "^main", ":/fix", "main:file", "main@{1}", "refs/heads/main", "FETCH_HEAD", "stash@{0}", "a//b", "/main", "main/",
        "a@sha256:0123", "repo/name", "localhost:5000/x", "UPPER", "x:latest", "a_b", "__", "a__b", "-._", "docker.io/library/debian",
    ];

    private static readonly string[] Characters =
    [
        "\0", "\n", "\r\n", "\u001b[31m", "\u001b]0;x\u0007", "\b", "\u007f", "\u0085", "\u009b31m", "\u202e", "\u2028", "\u2029", "\u200b", "\ufeff", "\u00ad", "e\u0301", "\u0430", "\uff0f", "\uff0e\uff0e", "\u2024\u2024/",
        "\u2044", "\u0660", "\ud800", "\udfff", "\ud83d\ude00", "\u0130", "\u01c5", "\u3000", "\u00a0", "", new('a', 80), new('a', 300), new('x', 5000), "1e9", "-1", "0", "+1", "0x10", "99999999999999999999", "\u0665",
        "NaN", "1,5", "1.5.5", "50GG", "\n50G", "50G\n", "50 \nG", "docker,podman", " docker", "1", "-2147483648",
    ];

    private static readonly string[] Ordinary =
        ["reef", "debian-12", "v18.2.7", "main", "wip/fix", "https://github.com/ceph/ceph.git", "git@github.com:me/ceph.git", "/srv/git/ceph.git", "50G", "docker", "8", "a", "1", "src/x"];

    /// <summary>Each by itself.</summary>
    public static IReadOnlyList<string> Worst { get; } = [.. Traversal, .. Shell, .. Options, .. References, .. Characters];

    /// <summary>Those, put together with each other and with ordinary names, and ordinary names with something wrong in them.</summary>
    public static Arbitrary<string> Texts { get; } = Gen.Frequency(
        (2, Gen.Elements<string>([.. Worst])),
        (4, Gen.Elements<string>([.. Worst, .. Ordinary]).ListOf().Select(parts => string.Concat(parts.Take(4)))),
        (4, Gen.Elements(Ordinary).SelectMany(name => Gen.Elements<string>([.. Worst]).SelectMany(bad => Gen.Choose(0, name.Length).Select(at => name.Insert(at, bad))))),
        (2, Gen.Elements(Ordinary).SelectMany(name => Gen.Choose(0, 0xffff).SelectMany(c => Gen.Choose(0, name.Length).Select(at => name.Insert(at, $"{(char)c}"))))),
        (1, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""))).ToArbitrary();
}
