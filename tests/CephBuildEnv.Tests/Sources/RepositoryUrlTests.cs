using CephBuildEnv.Sources;
using FsCheck;
using FsCheck.Fluent;

namespace CephBuildEnv.Tests.Sources;

public sealed class RepositoryUrlTests
{
    [Theory]
    [InlineData("https://github.com/ceph/ceph.git", "github.com+ceph+ceph")]
    [InlineData("https://user@github.com/ceph/ceph.git/", "github.com+ceph+ceph")]
    [InlineData("git://127.0.0.1:9418/ceph.git", "127.0.0.1+9418+ceph")]
    [InlineData("ssh://git@example.org:2222/me/ceph", "example.org+2222+me+ceph")]
    [InlineData("git@github.com:me/ceph.git", "git_github.com+me+ceph")]
    [InlineData("/srv/git/ceph.git", "srv+git+ceph")]
    [InlineData("file:///srv/git/ceph.git", "srv+git+ceph")]
    public void Each_repository_has_a_name_in_the_store(string url, string name) => RepositoryUrl.Parse(url).StoreName.ShouldBe(name);

    [Theory]
    [InlineData("")]
    [InlineData("ceph")]
    [InlineData("ext::sh -c id")]
    [InlineData("ext::sh%20-c%20id")]
    [InlineData("https://ext::sh/x")]
    [InlineData("--upload-pack=touch /tmp/x")]
    [InlineData("-o")]
    [InlineData("https://example.org/a b")]
    [InlineData("https://example.org/../../etc")]
    [InlineData("/srv/../etc")]
    [InlineData("https://")]
    [InlineData("https:///path")]
    [InlineData("https://example.org/x\n--option")]
    [InlineData("ftp://example.org/x")]
    [InlineData("javascript:alert(1)")]
    public void What_runs_a_program_or_leads_elsewhere_is_refused(string url) =>
        Should.Throw<UserException>(() => RepositoryUrl.Parse(url)).Message.ShouldStartWith("--repository: ");

    [Fact]
    public void A_password_is_refused_and_not_repeated()
    {
        var message = Should.Throw<UserException>(() => RepositoryUrl.Parse("https://me:hunter2@example.org/ceph.git")).Message;

        message.ShouldStartWith("--repository: it has a password in it");
        message.ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("ssh://-oProxyCommand=id/x")]
    [InlineData("-oProxyCommand@host:path")]
    [InlineData("git@-oProxyCommand=id:path")]
    public void A_host_that_ssh_would_take_for_an_option_is_refused(string url) => Should.Throw<UserException>(() => RepositoryUrl.Parse(url));

    [Theory]
    [InlineData("https://github.com/ceph/ceph.git", "../spdk.git", "https://github.com/ceph/spdk.git")]
    [InlineData("https://github.com/ceph/ceph.git", "./inner.git", "https://github.com/ceph/ceph.git/inner.git")]
    [InlineData("git://127.0.0.1:9418/ceph.git", "../sample-hash.git", "git://127.0.0.1:9418/sample-hash.git")]
    [InlineData("git@github.com:ceph/ceph.git", "../../other/x.git", "git@github.com:other/x.git")]
    [InlineData("https://github.com/ceph/ceph.git", "https://example.org/x.git", "https://example.org/x.git")]
    public void A_submodules_url_is_resolved_as_git_does(string url, string submodule, string resolved) =>
        RepositoryUrl.Parse(url).Resolve(submodule).Value.ShouldBe(resolved);

    [Theory]
    [InlineData("../../../../../x")]
    [InlineData("ext::sh -c id")]
    [InlineData("--upload-pack=x")]
    public void A_submodules_url_that_leads_out_of_the_host_is_refused(string submodule) =>
        Should.Throw<UserException>(() => RepositoryUrl.Parse("https://github.com/ceph/ceph.git").Resolve(submodule));

    [Fact]
    public void Whatever_is_accepted_has_a_store_name_that_is_one_path_segment() => Prop.ForAll(
        Gen.Elements([.. "ab:/.@~%+é\\-_"]).NonEmptyListOf().Select(tail => $"https://h{string.Concat(tail)}").ToArbitrary(),
        text => StoreName(text) is not { } name || (name.Length > 0 && Path.GetFileName(name) == name && name is not ("." or "..")))
        .QuickCheckThrowOnFailure();

    private static string? StoreName(string text)
    {
        try
        {
            return RepositoryUrl.Parse(text).StoreName;
        }
        catch (UserException)
        {
            return null;
        }
    }
}
