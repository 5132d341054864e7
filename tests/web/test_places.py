"""Files of an import under short names."""

import pytest

from followup.web.places import short


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["/home/ada/mail/INBOX.mbox", "/home/ada/mail/old/2025.mbox"], ["INBOX.mbox", "old/2025.mbox"]),
        (["/home/ada/mail/INBOX.mbox"], ["INBOX.mbox"]),
        (["/home/ada/a.vcf", "/srv/b.vcf"], ["home/ada/a.vcf", "srv/b.vcf"]),
        (["/tmp/followup-upload-x1/0/a.vcf", "/tmp/followup-upload-x1/1/b.vcf"], ["a.vcf", "b.vcf"]),
        (["cards/a.vcf", "cards/b.vcf"], ["a.vcf", "b.vcf"]),
        (["a.vcf"], ["a.vcf"]),
        ([], []),
    ],
)
def test_files_are_named_below_the_folder_they_share(paths, names):
    assert short(paths) == names
