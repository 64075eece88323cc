"""A window of Qt 5.12's WebEngine, which is Chromium 69: what a browser's own surface would do is done here.

Started by `qt-browser.mjs`, which drives the page through the remote debugging port. This file answers the question
which certificate to show, as its user would ("first" or "none", the only argument), and saves files where they belong;
it tells each of these on a line of JSON. Told {"height": 1200} or {"photograph": "file.png", "mark": "#a1b2c3"} on a line
of its own, it makes itself that high or a picture of itself, for this engine dies when the port is asked for one; the
picture is taken once the lower right corner has the colour of the mark. It ends when its standard input does.
"""

import json
import os
import sys

from PyQt5.QtCore import QSocketNotifier, QTimer, QUrl
from PyQt5.QtWebEngineWidgets import QWebEngineProfile, QWebEnginePage, QWebEngineView
from PyQt5.QtWidgets import QApplication


def tell(**fact):
    print(json.dumps(fact), flush=True)


def choose(selection):
    offered = selection.certificates()
    if sys.argv[1] == "first":
        selection.select(offered[0])
    else:
        selection.selectNone()
    tell(asked=selection.host().authority(), offered=len(offered), shown=sys.argv[1])


def save(item):
    folder = os.path.join(os.environ["HOME"], "Downloads")
    os.makedirs(folder, exist_ok=True)
    item.setPath(os.path.join(folder, os.path.basename(item.path())))
    item.finished.connect(lambda: tell(saved=item.path()))
    item.accept()


class Page(QWebEnginePage):
    def javaScriptConfirm(self, origin, words):
        # Whoever types another address means to leave.
        tell(confirmed=words)
        return True


app = QApplication(sys.argv[:1])
# Without a name it keeps nothing on the disk.
profile = QWebEngineProfile(app)
profile.setHttpAcceptLanguage("ja")
profile.downloadRequested.connect(save)
page = Page(profile, app)
page.selectClientCertificate.connect(choose)
view = QWebEngineView()
view.setPage(page)
view.resize(1100, 900)
view.show()
# Before it has loaded something there is nothing to drive.
page.load(QUrl("about:blank"))
page.loadFinished.connect(lambda: tell(loaded=page.url().toString()))


def photograph(path, mark):
    picture = view.grab().toImage()
    if picture.pixelColor(picture.width() - 2, picture.height() - 2).name() != mark:
        # The page has drawn it, and the window has not heard of it yet.
        QTimer.singleShot(20, lambda: photograph(path, mark))
        return
    picture.save(path)
    tell(photographed=path)


def obey():
    line = orders.readline()
    if not line:
        return app.quit()
    order = json.loads(line)
    if "height" in order:
        view.resize(view.width(), order["height"])
    if "photograph" in order:
        photograph(order["photograph"], order["mark"])


# Unbuffered, for a line that was read ahead would wake nobody.
orders = open(0, "rb", buffering=0)
heard = QSocketNotifier(orders.fileno(), QSocketNotifier.Read, app)
heard.activated.connect(obey)
sys.exit(app.exec_())
