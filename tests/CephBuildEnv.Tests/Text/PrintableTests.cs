using CephBuildEnv.Text;

namespace CephBuildEnv.Tests.Text;

public sealed class PrintableTests
{
    [Fact]
    public void Ordinary_text_stays_as_it_is() => Printable.Text("reef é").ShouldBe("reef é");

    [Fact]
    public void Control_characters_become_question_marks() => Printable.Text("a\r\n\u001b[1mb").ShouldBe("a???[1mb");

    [Fact]
    public void Long_text_is_cut_and_the_cut_is_shown() => Printable.Text(new string('x', 500)).ShouldBe(new string('x', 80) + "…");

    [Theory]
    [InlineData("a\u202eb", "a?b")]
    [InlineData("a\u2028b\u2029", "a?b?")]
    [InlineData("a\u200bb\ufeff", "a?b?")]
    [InlineData("a\u0085b\u009bc", "a?b?c")]
    public void What_turns_or_breaks_a_line_becomes_a_question_mark(string text, string printed) => Printable.Text(text).ShouldBe(printed);

    [Fact]
    public void A_character_is_not_cut_in_two() =>
        Printable.Text(string.Concat(Enumerable.Repeat("\ud83d\ude00", 500))).EnumerateRunes().ShouldAllBe(rune => rune.Value == 0x1F600 || rune.Value == '…');
}
